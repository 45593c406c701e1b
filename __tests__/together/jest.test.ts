import { together } from "../support/together";

together("jest");
