import { together } from "../support/together";

together("pipeline");
