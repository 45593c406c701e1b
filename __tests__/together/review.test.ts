import { together } from "../support/together";

together("review");
