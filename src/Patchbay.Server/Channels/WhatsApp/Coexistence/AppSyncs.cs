using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.WhatsApp.Coexistence;

/// <summary>Changes synchronizations, one change at a time for each number, and publishes what is news.</summary>
internal sealed class AppSyncs(AppSyncStore store, OutgoingEvents events, Database database, TimeProvider clock)
{
    /// <summary>
    /// Changes a row in a transaction of its own. Null from <paramref name="change"/> changes nothing.
    /// </summary>
    /// <returns>The row after the change; null when nothing changed.</returns>
    public Task<AppSyncRow?> ChangeAsync(
        PhoneRow phone,
        Func<AppSyncRow, AppSyncRow?> change,
        CancellationToken cancellation
    ) => database.WriteAsync(session => ChangeAsync(session, phone, change), cancellation);

    public async Task<AppSyncRow?> ChangeAsync(DbSession session, PhoneRow phone, Func<AppSyncRow, AppSyncRow?> change)
    {
        var before = await store.LockAsync(session, phone);
        if (change(before) is not { } after)
            return null;
        await store.SaveAsync(session, after);
        if (AppSyncAnswers.News(before) != AppSyncAnswers.News(after))
            Publish(session, phone, after);
        return after;
    }

    /// <summary>
    /// Begins the synchronization of a number's current onboarding, unless another server has begun it.
    /// </summary>
    public Task BeginAsync(PhoneRow phone, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var row = await store.LockAsync(session, phone);
                if (phone.OnboardedAt <= row.OnboardedAt || phone.OnboardedAt is null)
                    return;
                await store.ForgetChunksAsync(session, phone.Id);
                var begun = AppSyncRules.New(phone, clock.GetUtcNow());
                await store.SaveAsync(session, begun);
                Publish(session, phone, begun);
            },
            cancellation
        );

    private void Publish(DbSession session, PhoneRow phone, AppSyncRow row)
    {
        var data = new AppSyncEvent(AppSyncAnswers.Of(row), phone);
        var text = Wire.Text(data, CoexistenceEventJson.Default.AppSyncEvent);
        var e = new NewEvent(EventNames.PhoneNumberSyncUpdated, clock.GetUtcNow(), text)
        {
            PhoneId = phone.Id,
            WabaId = phone.WabaId,
            Channel = WhatsAppKind.Settings.Name,
        };
        events.Publish(session, phone.Tenant, e);
    }
}
