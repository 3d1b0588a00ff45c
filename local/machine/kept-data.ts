import path from 'node:path';
import { openFiles, type Files } from '../files';
import { openGateway, type CollectionDeclaration, type Gateway, type GatewayOptions } from '../gateway';
import { FILES_FOLDER } from './snapshots';

/** The environment's name in the ids of its files. */
const ENV_ID = 'local';

export interface KeptDataOptions extends Omit<GatewayOptions, 'files'> {
  readonly url: string;
  readonly collections: readonly CollectionDeclaration[];
}

interface Opened {
  readonly gateway: Gateway;
  readonly files: Files;
}

/** What CloudBase keeps: documents and files. They can be exchanged for others while everything else stays. */
export class KeptData {
  private opened: Opened | undefined;

  private constructor(private readonly options: KeptDataOptions) {}

  /** @throws FolderInUseError, FolderUnusableError, DamagedStoreError, DamagedFileError */
  static async open(options: KeptDataOptions): Promise<KeptData> {
    const data = new KeptData(options);
    await data.openAll();
    return data;
  }

  get gateway(): Gateway {
    return this.all.gateway;
  }

  get files(): Files {
    return this.all.files;
  }

  /** @param exchange Puts other data in the place of these, while nothing is open. Where it fails, what is there is opened. */
  async exchange(exchange: () => Promise<void>): Promise<void> {
    await this.close();
    try {
      await exchange();
    } finally {
      await this.openAll();
    }
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    const { files, gateway } = this.opened ?? {};
    this.opened = undefined;
    await files?.close();
    await gateway?.close();
  }

  private get all(): Opened {
    if (!this.opened) throw new Error('the data are not open');
    return this.opened;
  }

  private async openAll(): Promise<void> {
    const { url, collections, ...options } = this.options;
    const { folder, now } = options;
    const gateway = await openGateway({
      ...options,
      files: {
        openUpload: (file) => this.files.forFunctions.openUpload(file),
        downloadUrl: (fileID) => this.files.forFunctions.downloadUrl(fileID),
        remove: (fileID) => this.files.forFunctions.remove(fileID),
        copy: (order) => this.files.forFunctions.copy(order),
      },
    });
    try {
      // Only now: the gateway's lock is the folder's.
      const place = { folder: path.join(folder, FILES_FOLDER), publicUrl: url, envId: ENV_ID };
      this.opened = { gateway, files: await openFiles({ ...place, now }) };
      await gateway.applyCollections(collections);
    } catch (error) {
      this.opened = undefined;
      await gateway.close();
      throw error;
    }
  }
}
