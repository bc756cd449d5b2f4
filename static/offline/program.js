// Which app this is: where its facts come from, and who works with it. Each app says so once, before anything else.

/** `{format, role, shell, worker, words, slice}`: of the slice, of whoever may sign in, and four addresses. `opens` (or
    nothing): pages of the site that the app shows where it has a slice, as pairs of a pattern and a place in the app. */
export const program = {};

export const setProgram = (values) => Object.assign(program, values);
