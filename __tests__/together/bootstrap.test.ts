import { together } from "../support/together";

together("bootstrap");
