import { together } from "../support/together";

together("certificate");
