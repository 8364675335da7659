using Patchbay.Faults;
using Patchbay.Faults.Machines;

return args is ["serve", var fault, .. var rest]
    ? await FaultyServer.RunAsync(fault, rest)
    : await Runner.RunAsync(args);
