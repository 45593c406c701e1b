import { together } from "../support/together";

together("kit");
