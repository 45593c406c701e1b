// Types of the matchers that setupJest adds, such as toHaveResourceWithProperties.
import "cdktf/lib/testing/adapters/jest";
import { Testing } from "cdktf";

Testing.setupJest();
