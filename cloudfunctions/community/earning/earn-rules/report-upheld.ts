import { earnRule } from '../earn-rule';

/** Pays only after the report is upheld: reporting as such earns nothing. */
export const reportUpheld = earnRule('report_upheld', '举报被采纳', '看到广告就举报，核实后到账');
