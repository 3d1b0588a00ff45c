/** What the build hands to the runtime: plain JSON, except the functions that evaluate modules. */

export type Theme = 'light' | 'dark';

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  backgroundTextStyle?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
}

export interface ComponentConfig extends WindowConfig {
  component?: boolean;
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  pureDataPattern?: string;
}

export interface TabItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface TabBarConfig {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: string;
  list: TabItem[];
}

export interface AppConfig {
  pages: string[];
  entryPagePath?: string;
  subpackages?: { root: string; pages: string[] }[];
  subPackages?: { root: string; pages: string[] }[];
  window?: WindowConfig;
  tabBar?: TabBarConfig;
  usingComponents?: Record<string, string>;
  darkmode?: boolean;
  themeLocation?: string;
}

export type ThemeVariables = Record<Theme, Record<string, string>>;

/** One page or component after the build. Class names in `css` still carry `scopeMark`. */
export interface BuiltComponent {
  path: string;
  config: ComponentConfig;
  css: string;
}

export interface BuiltApp {
  /** Under which address this mini program's preview is served: empty, or for example `/gallery`. */
  base: string;
  config: AppConfig;
  themes: ThemeVariables;
  pages: string[];
  components: BuiltComponent[];
  appCss: string;
}

/** Stands before every class name in built WXSS until the runtime knows the component's style isolation. */
export const scopeMark = '_SCOPE_';

/** The address, behind the base, of the phone and of the files of the mini program's folder. */
export const phoneBase = '/phone';

/** What the server tells the pages that are open. */
export type Notice = { kind: 'reload' } | { kind: 'failure'; message: string };
