import type { CollectionDeclaration } from '../gateway';
import type { HostState } from '../host';
import type { Template } from '../wechat';
import type { Secrets } from './secrets';

/** What runs on the machine: a mini program, its functions, and what WeChat and CloudBase know of them. */
export interface App {
  readonly title: string;
  readonly miniprogramFolder: string;
  /** The `node_modules` from which the mini program takes its packages. */
  readonly npmFolder: string;
  readonly functionFolders: readonly string[];
  readonly collections: readonly CollectionDeclaration[];
  /** Variables that a deployment sets. @param demo Whether the data began with one. */
  readonly environment: (
    secrets: Secrets,
    url: string,
    demo: HostState['demo'],
  ) => Readonly<Record<string, string>>;
  /** Whom one can be in the panel. */
  readonly persons: readonly { readonly openid: string; readonly label: string }[];
  readonly groups: readonly { readonly opengid: string; readonly name: string }[];
  /** The subscribe messages that WeChat has approved. */
  readonly templates: readonly Template[];
  /** The path of HTTP access that takes WeChat's pushes. */
  readonly pushPath: string;
}
