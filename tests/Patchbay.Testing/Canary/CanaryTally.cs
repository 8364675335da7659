namespace Patchbay.Testing.Canary;

/// <summary>Counts what was searched in this run, so that a test can fail when nothing was.</summary>
public static class CanaryTally
{
    private static long _servers,
        _secrets,
        _logs,
        _refusals,
        _databases;

    public static (long Servers, long Secrets, long LogCharacters, long RefusalCharacters, long DatabaseBytes) Totals =>
        (_servers, _secrets, _logs, _refusals, _databases);

    internal const string Logs = "a log line",
        Database = "the database";

    internal static void Looked(string where, int length) =>
        Interlocked.Add(
            ref where == Logs
                ? ref _logs
                : ref where.StartsWith(Database, StringComparison.Ordinal) ? ref _databases : ref _refusals,
            length
        );

    internal static void Done(int secrets)
    {
        Interlocked.Increment(ref _servers);
        Interlocked.Add(ref _secrets, secrets);
    }
}
