import { together } from "../support/together";

together("delivery");
