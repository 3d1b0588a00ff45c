export { BuildError } from './build/error';
export { openPreview, type Preview, type PreviewOptions } from './server';
