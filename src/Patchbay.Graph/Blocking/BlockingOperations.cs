using Json = Patchbay.Graph.Blocking.BlockingJson;

namespace Patchbay.Graph.Blocking;

/// <summary>Blocking users.</summary>
/// <remarks>
/// A blocked user and the number cannot write to each other. A number can block at most 64,000 users.
/// </remarks>
public sealed class BlockingOperations
{
    internal static readonly GraphOperation<PageQuery, Page<BlockedEntry>> List = new(
        "getBlockedUsers",
        HttpMethod.Get,
        "{phone_number_id}/block_users",
        CoreJson.Default.PageQuery,
        Json.Default.PageBlockedEntry
    );

    internal static readonly GraphOperation<BlockUsers, BlockResult> Block = new(
        "blockUserS",
        HttpMethod.Post,
        "{phone_number_id}/block_users",
        Json.Default.BlockUsers,
        Json.Default.BlockResult
    )
    {
        IsRepeatable = true,
        PartialMember = "block_users",
    };

    internal static readonly GraphOperation<BlockUsers, BlockResult> Unblock = new(
        "unblockUserS",
        HttpMethod.Delete,
        "{phone_number_id}/block_users",
        Json.Default.BlockUsers,
        Json.Default.BlockResult
    )
    {
        IsRepeatable = true,
        Input = GraphInput.Json,
        PartialMember = "block_users",
    };

    private readonly GraphSession _session;

    internal BlockingOperations(GraphSession session) => _session = session;

    /// <summary>Lists the blocked users.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Block Users.</remarks>
    public Task<Page<BlockedEntry>> ListAsync(
        string phoneNumberId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(List.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Lists the blocked users, all pages.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Block Users.</remarks>
    public IAsyncEnumerable<BlockedEntry> ListAllAsync(
        string phoneNumberId,
        PageQuery? query = null,
        CancellationToken cancellationToken = default
    ) => _session.ItemsAsync(List.At(phoneNumberId), query ?? new(), cancellationToken);

    /// <summary>Blocks users; check the result of each, because some may fail.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Block Users.</remarks>
    public Task<BlockResult> BlockAsync(
        string phoneNumberId,
        BlockUsers request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Block.At(phoneNumberId), request, cancellationToken);

    /// <summary>Unblocks users; check the result of each, because some may fail.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Block Users.</remarks>
    public Task<BlockResult> UnblockAsync(
        string phoneNumberId,
        BlockUsers request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Unblock.At(phoneNumberId), request, cancellationToken);
}
