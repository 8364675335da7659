using System.Globalization;
using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Activities;

/// <summary>The log of an account.</summary>
internal static class ActivityOperations
{
    private const int Kept = 1000;

    private static readonly string[] Kinds =
    [
        "ACCOUNT_CREATED",
        "ACCOUNT_UPDATED",
        "ACCOUNT_DELETED",
        "PHONE_NUMBER_ADDED",
        "PHONE_NUMBER_REMOVED",
        "PHONE_NUMBER_VERIFIED",
        "USER_ADDED",
        "USER_REMOVED",
        "USER_ROLE_CHANGED",
        "PERMISSION_GRANTED",
        "PERMISSION_REVOKED",
        "TEMPLATE_CREATED",
        "TEMPLATE_UPDATED",
        "TEMPLATE_DELETED",
        "WEBHOOK_CONFIGURED",
        "API_ACCESS_GRANTED",
        "API_ACCESS_REVOKED",
        "BILLING_UPDATED",
        "COMPLIANCE_ACTION",
        "SECURITY_EVENT",
    ];

    public static readonly NodeType<Activity> Type = new("WhatsAppBusinessAccountActivity")
    {
        { "activity_type", Show.Always, a => a.Kind },
        { "timestamp", Show.Always, a => GraphTime.Iso(a.CreatedAt) },
        { "actor_type", Show.Always, a => a.ActorType },
        { "actor_id", Show.Always, a => a.ActorId },
        { "actor_name", Show.Always, a => a.ActorName },
        { "description", Show.Always, a => a.Description },
        { "details", _ => new JsonObject() },
        { "ip_address", _ => "127.0.0.1" },
        { "user_agent", _ => "" },
    };

    public static readonly Operation[] Table =
    [
        Operation.Of<Waba>(
            "getWhatsAppBusinessAccountActivities",
            "GET",
            "activities",
            List,
            [.. Paging.Params, P.Text("since"), P.Text("until"), P.OneOf("activity_type", Kinds)]
        ),
    ];

    /// <summary>Adds an entry to the log of an account.</summary>
    public static void Record(Call call, string waba, string kind, string description) =>
        Record(call.World, waba, kind, description, call.Token);

    public static void Record(World world, string waba, string kind, string description, Token? token = null)
    {
        var user = world.Find<User>(token?.UserId);
        world.Add(
            new Activity
            {
                Id = world.Ids.Number(16),
                Waba = waba,
                Kind = kind,
                Description = description,
                ActorType =
                    user is null ? "SYSTEM"
                    : user.IsSystem || token!.Kind == TokenKind.SystemUser ? "API"
                    : "USER",
                ActorId = user?.Id,
                ActorName = user?.Name,
            }
        );
        if (world.Count<Activity>() > Kept)
            world.Remove(world.All<Activity>().First());
    }

    private static Answer List(Waba waba, Call call)
    {
        var kind = call.Input.Text("activity_type");
        var since = Time(call, "since") ?? long.MinValue;
        var until = Time(call, "until") ?? long.MaxValue;
        return Answer.Page(
            call.World.All<Activity>()
                .Where(a =>
                    a.Waba == waba.Id
                    && (kind is null || a.Kind == kind)
                    && a.CreatedAt >= since
                    && a.CreatedAt <= until
                )
                .Reverse(),
            call,
            maxLimit: 100
        );
    }

    private static long? Time(Call call, string name) =>
        call.Input.Text(name) switch
        {
            null => null,
            var text
                when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                    && seconds < 100_000_000_000 => seconds * 1000,
            var text
                when DateTimeOffset.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var instant
                ) => instant.ToUnixTimeMilliseconds(),
            _ => throw Refusals.Invalid($"Param {name} must be a time."),
        };
}
