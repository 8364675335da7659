using System.CommandLine;

namespace Patchbay.Server.Platform;

internal static class CommandLines
{
    // An exception reaches the program, which says in a sentence what is wrong.
    private static readonly InvocationConfiguration Plain = new() { EnableDefaultExceptionHandler = false };

    /// <summary>Parses the arguments and runs the command that they name.</summary>
    public static Task<int> RunAsync(this RootCommand root, string[] args) => root.Parse(args).InvokeAsync(Plain);
}
