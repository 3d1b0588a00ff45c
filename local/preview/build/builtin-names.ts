/** The built-in components of the preview. The runtime registers one for each; a test holds the two lists equal. */
export const builtinNames: ReadonlySet<string> = new Set([
  'button',
  'form',
  'image',
  'input',
  'label',
  'navigator',
  'rich-text',
  'root-portal',
  'scroll-view',
  'swiper',
  'swiper-item',
  'text',
  'textarea',
  'view',
]);

/** Tags of the template language itself. */
export const syntaxNames: ReadonlySet<string> = new Set([
  'block',
  'slot',
  'template',
  'include',
  'import',
  'wxs',
]);
