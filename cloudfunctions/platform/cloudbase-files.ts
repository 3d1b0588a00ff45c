import cloudbase from '@cloudbase/node-sdk';
import type { Files } from './files';

const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });

const SUCCESS = 'SUCCESS';

export const openFiles = (): Files => ({
  async upload(path, bytes) {
    const { fileID } = await app.uploadFile({ cloudPath: path, fileContent: bytes });
    return fileID;
  },

  async addressOf(fileId) {
    const { fileList } = await app.getTempFileURL({ fileList: [fileId] });
    const file = fileList[0];
    return file?.code === SUCCESS && file.tempFileURL ? file.tempFileURL : undefined;
  },
});
