const statusOf: Record<number, number> = {
  50001: 403,
  50007: 403,
  50013: 403,
  50027: 401,
  10003: 404,
  10004: 404,
  10007: 404,
  10008: 404,
  10011: 404,
  10013: 404,
  10015: 404,
  10062: 404,
  0: 404,
};
const textOf: Record<number, string> = {
  0: "404: Not Found",
  10003: "Unknown Channel",
  10004: "Unknown Guild",
  10007: "Unknown Member",
  10008: "Unknown Message",
  10011: "Unknown Role",
  10013: "Unknown User",
  10015: "Unknown Webhook",
  10062: "Unknown interaction",
  40060: "Interaction has already been acknowledged.",
  40001: "Unauthorized",
  50001: "Missing Access",
  50005: "Cannot edit a message authored by another user",
  50006: "Cannot send an empty message",
  50007: "Cannot send messages to this user",
  50013: "Missing Permissions",
  50027: "Invalid Webhook Token",
  50035: "Invalid Form Body",
  50083: "Thread is archived",
  160002: "Cannot reply without permission to read message history",
  160004: "A thread has already been created for this message",
  160005: "Thread is locked",
};
export interface Problem {
  path: string;
  code: string;
  message: string;
}

/** An answer in Discord's shape: https://discord.com/developers/docs/reference#error-messages */
export class ApiError extends Error {
  readonly code: number;
  readonly status: number;
  readonly problems: Problem[];
  constructor(code: number, problems: Problem[] = [], status = statusOf[code] ?? 400, message = textOf[code]) {
    super(message ?? `Error ${code}`);
    this.code = code;
    this.status = status;
    this.problems = problems;
  }
  body() {
    const errors = this.problems.length > 0 ? { errors: tree(this.problems) } : {};
    return { code: this.code, message: this.message, ...errors };
  }
}

export const invalidForm = (...problems: Problem[]) => new ApiError(50035, problems);

type Tree = { [key: string]: Tree | { code: string; message: string }[] };

function tree(problems: Problem[]): Tree {
  const root: Tree = {};
  for (const { path, code, message } of problems) {
    let node: Tree = root;
    for (const key of path.split("/").filter(Boolean)) {
      const next = node[key];
      const child: Tree = next && !Array.isArray(next) ? next : {};
      node[key] = child;
      node = child;
    }
    const list = node._errors;
    if (Array.isArray(list)) list.push({ code, message });
    else node._errors = [{ code, message }];
  }
  return root;
}
