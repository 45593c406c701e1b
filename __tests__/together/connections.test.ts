import { together } from "../support/together";

together("connections");
