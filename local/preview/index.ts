export { BuildError } from './build/error';
export { openPreview, type Preview, type PreviewOptions } from './server';
export { watchFolders, type Watching } from './watch';
