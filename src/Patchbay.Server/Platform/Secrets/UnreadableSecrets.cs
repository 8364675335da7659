using System.Collections.Concurrent;
using Patchbay.Server.Platform.Telemetry;

namespace Patchbay.Server.Platform.Secrets;

/// <summary>
/// The stored secrets that could not be opened since the server started. Each is logged once, counted by a metric, and
/// keeps readiness degraded until it opens again.
/// </summary>
public sealed partial class UnreadableSecrets(Instruments instruments, ILogger<UnreadableSecrets> logger)
{
    private readonly ConcurrentDictionary<SecretPlace, bool> _places = new();

    public int Count => _places.Count;

    internal void Note(SecretPlace place)
    {
        instruments.Unreadable();
        if (_places.TryAdd(place, true))
            Log.Unreadable(logger, place.Table, place.Row, place.Column, place.OrganizationId);
    }

    internal void Opened(SecretPlace place)
    {
        if (!_places.IsEmpty)
            _places.TryRemove(place, out _);
    }

    private static partial class Log
    {
        [LoggerMessage(
            122,
            LogLevel.Error,
            "The sealed value in table {Table}, row {Row}, column {Column} of organization {Organization} cannot be "
                + "opened: it was changed outside the server. Restore it from a backup, or enter the secret again."
        )]
        public static partial void Unreadable(
            ILogger logger,
            string table,
            string row,
            string column,
            Guid organization
        );
    }
}
