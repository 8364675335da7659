using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;

namespace Patchbay.Emulator.Identity;

/// <summary>The permissions that a person granted an app, and their revocation.</summary>
internal static class PermissionOperations
{
    public static readonly Operation[] Table =
    [
        Operation.Of<User>(
            "listPermissions",
            "GET",
            "permissions",
            List,
            P.Text("permission"),
            P.OneOf("status", "granted", "declined", "expired")
        ) with
        {
            Scope = null,
        },
        Operation.Of<User>("revokePermissions", "DELETE", "permissions", RevokeAll) with
        {
            Scope = null,
        },
        Operation.Of<User>("revokePermission", "DELETE", "permissions/{id}", RevokeOne) with
        {
            Scope = null,
        },
    ];

    private static Answer List(User user, Call call)
    {
        CheckSelf(user, call);
        var all = Permissions([.. TokensOf(user, call)])
            .Where(p => call.Input.Text("permission") is not { } name || p.Name == name)
            .Where(p => call.Input.Text("status") is not { } status || p.Status == status);
        return Answer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray([
                    .. all.Select(p => (JsonNode)new JsonObject { ["permission"] = p.Name, ["status"] = p.Status }),
                ]),
            }
        );
    }

    /// <summary>A permission that is declined for one token is still granted when another token has it.</summary>
    private static IEnumerable<(string Name, string Status)> Permissions(List<Token> tokens)
    {
        var granted = tokens.SelectMany(t => t.Scopes).Distinct().ToList();
        var declined = tokens.SelectMany(t => t.Declined).Except(granted).Distinct();
        return granted.Select(p => (p, "granted")).Concat(declined.Select(p => (p, "declined")));
    }

    private static Answer RevokeAll(User user, Call call)
    {
        CheckMayRevoke(user, call);
        Deauthorization.Remove(call.World, call.App, user);
        return Answer.Success();
    }

    private static Answer RevokeOne(User user, Call call)
    {
        CheckMayRevoke(user, call);
        var permission = call.Tail!;
        var holders = TokensOf(user, call).Where(t => t.Has(permission)).ToList();
        if (holders.Count == 0)
            throw Refusals.Invalid(
                $"The user has not granted the permission {(permission.Length > 60 ? permission[..60] : permission)}."
            );
        foreach (var token in holders)
        {
            token.Scopes.Remove(permission);
            token.Declined.Add(permission);
            call.World.Save(token);
        }
        return Answer.Success();
    }

    private static IEnumerable<Token> TokensOf(User user, Call call) =>
        call
            .World.All<Token>()
            .Where(t =>
                t.UserId == user.Id && t.AppId == call.Caller.AppId && TokenRules.Problem(t, call.NowSeconds) is null
            );

    /// <summary>A person may ask for their own permissions, and an app for those of its users.</summary>
    private static void CheckSelf(User user, Call call)
    {
        if (call.Caller.UserId != user.Id && !call.Caller.IsApp())
            throw Refusals.NoAccess();
    }

    private static void CheckMayRevoke(User user, Call call)
    {
        CheckSelf(user, call);
        if (user.IsSystem || call.Token is { Kind: TokenKind.SystemUser } token && !token.IsApp())
            throw Refusals.Invalid("This method is only available for user access tokens");
    }
}
