import { together } from "../support/together";

together("starter");
