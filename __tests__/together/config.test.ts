import { together } from "../support/together";

together("config");
