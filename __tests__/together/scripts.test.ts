import { together } from "../support/together";

together("scripts");
