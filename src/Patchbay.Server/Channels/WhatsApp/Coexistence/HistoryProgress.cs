using System.Text.Json;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Intake;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>Notes the chunks of the history that arrive.</summary>
internal sealed class HistoryProgress(AppSyncs syncs, AppSyncStore store)
{
    public async Task TakeAsync(DbSession session, WhatsAppWork work)
    {
        if (work.Owner.Phone is not { IsCoexistence: true } phone)
            return;
        foreach (var chunk in work.Value.Items("history").Select(Read))
            await TakeAsync(session, phone, chunk, work.Row.ReceivedAt);
    }

    private async Task TakeAsync(DbSession session, PhoneRow phone, HistoryChunk chunk, DateTimeOffset at)
    {
        if (chunk is { Phase: { } phase, Order: { } order })
            await store.AddChunkAsync(session, phone.Id, phase, order);
        var row = await store.LockAsync(session, phone);
        var hasGaps = AppSyncRules.IsLast(row, chunk) && await HasGapsAsync(session, phone);
        await syncs.ChangeAsync(session, phone, before => AppSyncRules.Took(before, chunk, hasGaps, at));
    }

    private async Task<bool> HasGapsAsync(DbSession session, PhoneRow phone) =>
        AppSyncRules.MissingOf(await store.ChunksAsync(session, phone.Id)) > 0;

    private static HistoryChunk Read(JsonElement chunk)
    {
        var metadata = chunk.Member("metadata");
        return new(
            Number(metadata, "phase"),
            Number(metadata, "chunk_order"),
            Number(metadata, "progress"),
            chunk.Items("errors").FirstOrDefault().TextOrNumber("code")
        );
    }

    // Meta writes these as numbers; a small figure is read from text as well.
    private static long? Number(JsonElement parent, string name) =>
        long.TryParse(parent.TextOrNumber(name), out var number) && number is >= 0 and < 1_000_000 ? number : null;
}
