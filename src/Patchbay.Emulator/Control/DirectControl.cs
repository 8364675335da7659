using System.Text.Json.Nodes;
using Patchbay.Emulator.Direct;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Web;

namespace Patchbay.Emulator.Control;

/// <summary>People on Messenger and Instagram, and log-in without a browser.</summary>
internal static class DirectControl
{
    public static JsonNode Profiles(ControlCall call) =>
        new JsonObject
        {
            ["pages"] = new JsonArray([
                .. call
                    .World.All<FacebookPage>()
                    .Select(p =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["id"] = p.Id,
                                ["name"] = p.Name,
                                ["instagram_account_id"] = p.InstagramAccountId,
                                ["business_id"] = p.BusinessId,
                            }
                    ),
            ]),
            ["instagram_accounts"] = new JsonArray([
                .. call
                    .World.All<InstagramAccount>()
                    .Select(a => (JsonNode)new JsonObject { ["id"] = a.Id, ["username"] = a.Username }),
            ]),
            ["users"] = new JsonArray([
                .. call
                    .World.All<User>()
                    .Where(u => !u.IsSystem)
                    .Select(u => (JsonNode)new JsonObject { ["id"] = u.Id, ["name"] = u.Name }),
            ]),
        };

    /// <summary>Writes, taps, reacts or edits as a person in a chat with a Page or an Instagram account.</summary>
    public static JsonNode Inbound(ControlCall call)
    {
        var profile = FindProfile(call);
        var (from, name) = (call.Body.Need("from"), call.Body.TextOf("name"));
        if (DirectNews.Kinds.FirstOrDefault(k => k != "message" && Given(call, k) is not null) is { } kind)
        {
            DirectNews.Happen(call.World, profile, from, kind, Given(call, kind) ?? [], name);
            return JsonHttp.Done();
        }
        if (call.Body.TextOf("comment") is { Length: > 0 } comment)
            return new JsonObject { ["id"] = CommentRules.Write(call.World, profile, from, comment, name).Id };
        return new JsonObject { ["id"] = DirectNews.Receive(call.World, profile, from, Message(call), name).Id };
    }

    private static JsonObject Message(ControlCall call) =>
        Given(call, "message") ?? new JsonObject { ["text"] = call.Body.Need("text") };

    private static Node FindProfile(ControlCall call) =>
        call.World.TryFind(call.Body.Need("profile_id"), out var node) && node is FacebookPage or InstagramAccount
            ? node
            : throw Refusals.Invalid("Param profile_id must be a Page or an Instagram account.");

    private static JsonObject? Given(ControlCall call, string name) =>
        call.Body.Member(name) is { ValueKind: System.Text.Json.JsonValueKind.Object } given
            ? JsonObject.Create(given)
            : null;

    /// <summary>Completes Facebook Login or Instagram Login as the dialog would.</summary>
    public static JsonNode LogIn(ControlCall call) => LoginDialog.Finish(call.World, call.Body);
}
