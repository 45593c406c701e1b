import { together } from "../support/together";

together("configurations");
