export { admissions } from './admissions';
export { agree } from './agree';
export { apply } from './apply';
export { arrive } from './arrive';
export { decideAdmission } from './decide-admission';
export { memberFile } from './member-file';
export { consentVersionOf } from './rules';
