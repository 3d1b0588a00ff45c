export { claimOwnership } from './claim-ownership';
export { deploymentOf, type Deployment } from './deployment';
export { grantRole } from './grant-role';
export { hasRight } from './has-right';
export { revokeRole } from './revoke-role';
export { roleFacts } from './role-facts';
export { roles } from './roles';
export { rolesWith } from './rules';
export { collections } from './store';
