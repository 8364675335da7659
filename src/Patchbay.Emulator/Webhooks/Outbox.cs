using System.Text.Json.Nodes;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Webhooks;

/// <summary>
/// Turns a change in the world into deliveries: one for each app that is subscribed and can be reached.
/// </summary>
internal static class Outbox
{
    private const int Kept = 2000;

    /// <summary>Sends webhooks about a phone number. Conversations may have an override address.</summary>
    public static void Emit(
        World world,
        PhoneNumber phone,
        string field,
        JsonObject value,
        string order,
        int losesAttempts = 0
    )
    {
        var waba = world.Get<Waba>(phone.Waba);
        var happened = NewEvent(world, waba);
        foreach (var subscription in waba.Subscriptions)
        {
            if (
                world.Find<App>(subscription.AppId) is not { } app
                || Subscribed(app, WebhookFields.Whatsapp, field) is not { } appLevel
            )
                continue;
            var url = WebhookFields.FollowsOverride(field)
                ? phone.OverrideUri ?? subscription.OverrideUri ?? appLevel.CallbackUrl
                : appLevel.CallbackUrl;
            var body = Envelope(waba.Id, field, value, null);
            Queue(world, app, url, field, body, $"{phone.Id}:{order}", happened, losesAttempts);
        }
    }

    /// <summary>
    /// Returns whether any app listens to this field of the phone number, so that the webhook is worth writing.
    /// </summary>
    public static bool HasListener(World world, PhoneNumber phone, string field) =>
        world
            .Get<Waba>(phone.Waba)
            .Subscriptions.Exists(s =>
                (phone.OverrideUri ?? s.OverrideUri) is not null
                || world
                    .Find<App>(s.AppId)
                    ?.Subscriptions.Exists(a =>
                        a.Object == WebhookFields.Whatsapp
                        && !string.IsNullOrEmpty(a.CallbackUrl)
                        && a.Fields.Contains(field)
                    ) == true
            );

    /// <summary>Sends webhooks about an account, always to the app's own address.</summary>
    public static void Emit(World world, Waba waba, string field, JsonObject value)
    {
        var happened = NewEvent(world, waba);
        foreach (var subscription in waba.Subscriptions)
            if (
                world.Find<App>(subscription.AppId) is { } app
                && Subscribed(app, WebhookFields.Whatsapp, field) is { } appLevel
            )
                Queue(
                    world,
                    app,
                    appLevel.CallbackUrl,
                    field,
                    Envelope(waba.Id, field, value, world.Clock.Seconds),
                    waba.Id,
                    happened
                );
    }

    /// <summary>Sends a partner webhooks about its customers, for which the account needs no subscription.</summary>
    public static void EmitToPartner(World world, App app, string field, JsonObject value)
    {
        if (Subscribed(app, WebhookFields.Whatsapp, field) is { } appLevel)
            Queue(
                world,
                app,
                appLevel.CallbackUrl,
                field,
                Envelope(app.BusinessId, field, value, world.Clock.Seconds),
                app.Id
            );
    }

    public static AppSubscription? Subscribed(App app, string kind, string field) =>
        app.Subscriptions.Find(s => s.Object == kind && WebhookFields.Reaches(kind, s.Fields, field));

    public static void Queue(
        World world,
        App app,
        string? url,
        string field,
        JsonObject body,
        string order,
        string? happened = null,
        int losesAttempts = 0
    )
    {
        if (string.IsNullOrEmpty(url))
            return;
        var isBatched = world.Webhooks.BatchSize > 1;
        var entry = $"{app.Id} {url} {field} {body["entry"]![0]!["id"]}";
        if (isBatched && Batching.TryJoin(world, entry, body))
            return;
        Trim(world);
        var id = "delivery_" + world.Ids.Text(20);
        var delivery = world.Add(
            new Delivery
            {
                Id = id,
                AppId = app.Id,
                Url = url,
                Field = field,
                Body = MetaJson.Write(body),
                Event = happened,
                Order =
                    world.Webhooks.Reorder ? id
                    : isBatched ? entry
                    : order,
                DueAt = world.Clock.Milliseconds + Delay(world, isBatched),
                LosesAttempts = losesAttempts,
            }
        );
        if (isBatched)
            Batching.Open(world, entry, delivery);
    }

    /// <summary>
    /// Returns how long a webhook waits. With the switch <c>reorder</c> each webhook waits a different time, so their
    /// order changes.
    /// </summary>
    private static long Delay(World world, bool isBatched)
    {
        var delay = world.Webhooks.Reorder
            ? long.Parse(world.Ids.Digits(3), System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        return isBatched ? (long)world.Webhooks.BatchWait.TotalMilliseconds : delay;
    }

    /// <summary>Sends a webhook again to apps that accepted it, because another app failed.</summary>
    public static void RepeatForOthers(World world, Delivery failed, long at)
    {
        if (failed.Event is null)
            return;
        foreach (
            var other in world
                .All<Delivery>()
                .Where(d =>
                    d.Event == failed.Event && d != failed && d is { Status: DeliveryStatus.Delivered, DueAt: null }
                )
                .ToList()
        )
        {
            other.DueAt = at;
            world.Save(other);
        }
    }

    /// <summary>
    /// Returns when an accepted webhook is sent again because another app has just failed; null for never.
    /// </summary>
    public static long? RepeatWithOthers(World world, Delivery taken) =>
        taken.Event is null
            ? null
            : world
                .All<Delivery>()
                .Where(d => d.Event == taken.Event && d is { Status: DeliveryStatus.Pending, Attempts.Count: > 0 })
                .Min(d => d.DueAt);

    // Webhooks need a common event only when several apps listen.
    private static string? NewEvent(World world, Waba waba) =>
        waba.Subscriptions.Count > 1 ? "event_" + world.Ids.Text(12) : null;

    private static JsonObject Envelope(string entryId, string field, JsonObject value, long? time)
    {
        var entry = new JsonObject { ["id"] = entryId };
        if (time is not null)
            entry["time"] = time;
        entry["changes"] = new JsonArray(new JsonObject { ["value"] = value.DeepClone(), ["field"] = field });
        return new JsonObject { ["object"] = WebhookFields.Whatsapp, ["entry"] = new JsonArray(entry) };
    }

    private static void Trim(World world)
    {
        if (world.Count<Delivery>() < Kept)
            return;
        foreach (
            var old in world.All<Delivery>().Where(d => d.Status != DeliveryStatus.Pending).Take(Kept / 10).ToList()
        )
            world.Remove(old);
    }
}
