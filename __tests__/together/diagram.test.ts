import { together } from "../support/together";

together("diagram");
