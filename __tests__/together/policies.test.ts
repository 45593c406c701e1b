import { together } from "../support/together";

together("policies");
