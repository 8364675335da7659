using System.Text;
using System.Text.Json;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Outgoing;

/// <summary>An endpoint opened for calling: its secrets as keys, its headers as text. Kept in memory only.</summary>
public sealed record CallableEndpoint(
    EndpointRow Row,
    Uri Url,
    IReadOnlyList<SigningKey> Keys,
    IReadOnlyDictionary<string, string> Headers
);

/// <summary>A secret as the two keys it signs with.</summary>
/// <param name="Standard">The key of Standard Webhooks.</param>
/// <param name="Hub">The key of the header that receivers written for Meta check.</param>
/// <param name="ExpiresAt">When it stops signing; null while it has not been replaced.</param>
public sealed record SigningKey(byte[] Standard, byte[] Hub, DateTimeOffset? ExpiresAt)
{
    public static SigningKey Of(string secret, DateTimeOffset? expiresAt) =>
        new(EndpointRules.KeyOf(secret), Encoding.UTF8.GetBytes(secret), expiresAt);
}

/// <summary>
/// Opened endpoints by id. The row, a few hundred bytes, is read each time; secrets are read and decrypted only when
/// the row's version has changed.
/// </summary>
internal sealed partial class CallableEndpoints(
    Database database,
    EndpointStore store,
    EndpointQueries queries,
    Vault vault,
    ILogger<CallableEndpoints> logger
)
{
    private const int MostKept = 10_000;

    private readonly Dictionary<Guid, CallableEndpoint> _opened = [];

    /// <summary>
    /// Opens the endpoints that may be called. An endpoint that is off, deleted or cannot be opened is left out. Not
    /// safe for concurrent callers.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, CallableEndpoint>> OpenAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    )
    {
        var (rows, secrets) = await ReadAsync(ids, cancellation);
        if (_opened.Count > MostKept)
            _opened.Clear();
        var callable = new Dictionary<Guid, CallableEndpoint>(rows.Count);
        foreach (var row in rows)
        {
            if (Fresh(row) is { } known)
                callable[row.Id] = known;
            else if (await TryOpenAsync(row, secrets[row.Id], cancellation) is { } opened)
                callable[row.Id] = _opened[row.Id] = opened;
        }
        return callable;
    }

    private Task<(List<EndpointRow> Rows, ILookup<Guid, EndpointSecretRow> Secrets)> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    ) =>
        database.ReadAsync(
            async session =>
            {
                var active = (await store.ListAsync(session, ids)).Where(row => row.IsActive).ToList();
                var changed = active.Where(row => Fresh(row) is null).Select(row => row.Id).ToList();
                var secrets = changed.Count == 0 ? [] : await store.SecretsAsync(session, changed);
                return (active, secrets.ToLookup(secret => secret.EndpointId));
            },
            cancellation
        );

    private CallableEndpoint? Fresh(EndpointRow row) =>
        _opened.TryGetValue(row.Id, out var known) && known.Row.RowVersion == row.RowVersion ? known : null;

    private async Task<CallableEndpoint?> TryOpenAsync(
        EndpointRow row,
        IEnumerable<EndpointSecretRow> secrets,
        CancellationToken cancellation
    )
    {
        try
        {
            var keys = new List<SigningKey>();
            foreach (var secret in secrets)
            {
                var text = await vault.OpenAsync(
                    EndpointStore.SecretPlace(row.OrganizationId, secret.Id),
                    secret.Secret,
                    cancellation
                );
                keys.Add(SigningKey.Of(text.Reveal(), secret.ExpiresAt));
            }
            if (keys.Count == 0)
                return null; // the endpoint was deleted between the two reads
            var url = await queries.WholeAsync(row, cancellation);
            return new(row, new Uri(url), keys, await HeadersAsync(row, cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotOpened(logger, error, row.Id);
            return null;
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> HeadersAsync(
        EndpointRow row,
        CancellationToken cancellation
    )
    {
        if (row.Headers is not { } box)
            return new Dictionary<string, string>();
        var text = await vault.OpenAsync(EndpointStore.HeadersPlace(row.OrganizationId, row.Id), box, cancellation);
        var headers = JsonSerializer.Deserialize(text.Reveal(), OutgoingJson.Default.DictionaryStringString) ?? [];
        // A header that was accepted earlier may be reserved by now.
        return headers.Where(header => !ReservedHeaders.Has(header.Key)).ToDictionary();
    }

    private static partial class Log
    {
        [LoggerMessage(
            502,
            LogLevel.Error,
            "The secrets of outgoing webhook {EndpointId} could not be opened; nothing is sent to it."
        )]
        public static partial void NotOpened(ILogger logger, Exception error, Guid endpointId);
    }
}
