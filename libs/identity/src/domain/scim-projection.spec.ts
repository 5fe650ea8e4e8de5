import { project } from './scim-projection.js';

const group = { schemas: ['x'], id: '1', displayName: 'worker', members: [{ value: '2' }] };

describe(project.name, () => {
  it('shows everything unless told otherwise', () => {
    expect(project(group, {})).toEqual(group);
  });

  it('shows what is wanted, and what a resource is never without', () => {
    const names = Object.keys(project(group, { attributes: 'DISPLAYNAME, members.value' }));
    expect(names).toEqual(['schemas', 'id', 'displayName', 'members']);
    expect(Object.keys(project(group, { attributes: 'nothing' }))).toEqual(['schemas', 'id']);
  });

  it('leaves out what is not wanted', () => {
    const excludedAttributes = 'id,urn:ietf:params:scim:schemas:core:2.0:Group:members';
    expect(Object.keys(project(group, { excludedAttributes }))).toEqual(['schemas', 'id', 'displayName']);
  });
});
