import { cliSteps } from "./cli-steps";
import { cloudFormationTemplate } from "./cloudformation";
import { consoleSteps } from "./console-steps";
import { markdown } from "./escape";
import { type KitService, slug } from "./kit-service";
import { readme } from "./readme";
import { security } from "./security";
import { terraformModule } from "./terraform-module";

/** A kit: files by their paths in its folder. */
export type KitFiles = Readonly<Record<string, string>>;

/**
 * The files of a kit. One service has its files in the folder itself. Each of several has a folder of its own, and a
 * page in the folder lists them.
 *
 * @param customer name of the customer; undefined where only the cards are known.
 * @param services at least one.
 */
export function kitFiles(customer: string | undefined, services: readonly KitService[]): KitFiles {
  const [only] = services;
  if (services.length === 1 && only !== undefined) return filesOf(only);
  const folders = folderNames(services);
  const files = services.flatMap((service, index) =>
    Object.entries(filesOf(service)).map(([path, text]): [string, string] => [`${folders[index]}/${path}`, text]),
  );
  return Object.fromEntries([["README.md", index(customer, services, folders)], ...files]);
}

function filesOf(service: KitService): KitFiles {
  const terraform = Object.entries(terraformModule(service)).map(([path, text]) => [`terraform/${path}`, text]);
  return {
    "README.md": readme(service),
    "SECURITY.md": security(service),
    "cli.md": cliSteps(service),
    "console.md": consoleSteps(service),
    "cloudformation/endpoint.yaml": cloudFormationTemplate(service),
    ...Object.fromEntries(terraform),
  };
}

/** A folder for each service. Services whose names differ only in what a folder cannot have are numbered. */
function folderNames(services: readonly KitService[]): string[] {
  const taken = new Set<string>();
  return services.map(({ card }) => {
    const name = slug(card.service);
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
    taken.add(free);
    return free;
  });
}

function index(customer: string | undefined, services: readonly KitService[], folders: readonly string[]): string {
  return [
    customer === undefined ? "# Connections" : `# Connections of ${markdown(customer)}`,
    "",
    "Each folder has what you need to connect to one service over AWS PrivateLink. Begin with its README.",
    "",
    ...services.map(
      ({ card }, at) =>
        `- [${markdown(card.service)} of ${markdown(card.environment)}](${folders[at]}/README.md)${card.description === undefined ? "" : `: ${markdown(card.description)}`}`,
    ),
    "",
  ].join("\n");
}
