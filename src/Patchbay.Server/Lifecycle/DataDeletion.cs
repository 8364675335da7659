using Patchbay.Server.Audit;
using Patchbay.Server.Connections;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Lifecycle;

/// <summary>
/// A person asked Meta that we delete what we have of them. That is the access they gave: their connections are ended
/// and every credential is wiped. What stays is the business's own (its messages, the audit log) and names no person of
/// Meta's.
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
    /// The code under which it can be looked at; null when a connection could not be ended, and the person has to ask
    /// again.
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
                    return null; // 404: another call was faster
                ended++;
            }
        }
        var code = ids.Token(CodeLength);
        await deletions.AddAsync(code, ended, CancellationToken.None);
        return code;
    }
}
