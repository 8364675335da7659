using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// Handles a person's request, sent through Meta, to delete their data. The person's data is the access they gave:
/// their connections are ended and the credentials wiped. The messages and the audit log belong to the business and
/// stay; they do not name the person.
/// </summary>
internal sealed class DataDeletion(
    ConnectionStore connections,
    Disconnection disconnection,
    DataDeletionStore deletions,
    Ids ids
)
{
    private const int CodeLength = 24;

    /// <summary>
    /// The code with which the person can look up the deletion; null when a connection could not be ended, and the
    /// person must ask again.
    /// </summary>
    public async Task<string?> RunAsync(IReadOnlyList<MetaPerson> people)
    {
        var ended = 0;
        foreach (var person in people)
        {
            foreach (var connection in await connections.OfPersonAsync(person, CancellationToken.None))
            {
                var problem = await disconnection.RunAsync(connection, Actor.Meta, "data_deletion_requested");
                if (problem is { Status: not 404 })
                    return null; // 404: a concurrent call ended the connection first
                ended++;
            }
        }
        var code = ids.Token(CodeLength);
        await deletions.AddAsync(code, ended, CancellationToken.None);
        return code;
    }
}
