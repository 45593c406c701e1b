import { together } from "../support/together";

together("acceptor");
