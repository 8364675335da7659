using Patchbay.Emulator.Groups;
using Patchbay.Emulator.Tests.Catalogue;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Tests.Groups;

internal sealed class GroupRecipes(CatalogueShop shop) : AreaRecipes(shop)
{
    public override RecipeTable Table =>
        new()
        {
            { "createGroup", () => NewGroup() },
            { "getActiveGroups", () => AfterAsync(NewGroup(), new Recipe($"{Phone}/groups", Token: Token)) },
            {
                "getGroupInfo",
                async () =>
                    new Recipe(
                        $"{await GroupAsync()}?fields=subject,description,suspended,creation_timestamp,"
                            + "participants,total_participant_count,join_approval_mode",
                        Token: Token
                    )
            },
            {
                "updateGroupSettings",
                async () =>
                    new Recipe(await GroupAsync(), """{"messaging_product":"whatsapp","subject":"Renamed"}""", Token)
            },
            { "deleteGroup", async () => new Recipe(await GroupAsync(), Token: Token) },
            {
                "createGroupInviteLink",
                async () =>
                    new Recipe($"{await GroupAsync()}/invite_link", """{"messaging_product":"whatsapp"}""", Token)
            },
            {
                "deleteGroupInviteLink",
                async () =>
                    new Recipe($"{await GroupAsync()}/invite_link", """{"messaging_product":"whatsapp"}""", Token)
            },
            {
                "addGroupParticipants",
                async () => new Recipe($"{await GroupAsync()}/participants", Participants, Token)
            },
            { "removeGroupParticipants", () => RemoveParticipantAsync() },
            { "getJoinRequests", async () => new Recipe($"{await RequestedGroupAsync()}/join_requests", Token: Token) },
            { "approveJoinRequests", () => DecideAsync() },
            { "rejectJoinRequests", () => DecideAsync() },
        };

    private const string Participants = """{"messaging_product":"whatsapp","participants":[{"user":"15550100001"}]}""";

    private Recipe NewGroup(string mode = "auto_approve") =>
        new(
            $"{Phone}/groups",
            $$"""
            {"messaging_product":"whatsapp","subject":"Friends","description":"All of us",
            "join_approval_mode":"{{mode}}"}
            """,
            Token
        );

    private async Task<string> GroupAsync()
    {
        await OkAsync(NewGroup());
        return World.Read(() => World.All<Group>().Last().Id);
    }

    private async Task<Recipe> RemoveParticipantAsync()
    {
        var group = await GroupAsync();
        return await AfterAsync(
            new Recipe($"{group}/participants", Participants, Token),
            new Recipe($"{group}/participants", Participants, Token)
        );
    }

    private async Task<string> RequestedGroupAsync()
    {
        await OkAsync(NewGroup("approval_required"));
        return Make(w =>
        {
            var group = w.All<Group>().Last();
            GroupRules.Join(w, group, "15550100002");
            return group.Id;
        });
    }

    private async Task<Recipe> DecideAsync()
    {
        var group = await RequestedGroupAsync();
        var request = World.Read(() => World.Find<Group>(group)!.JoinRequests[0].Id);
        return new Recipe(
            $"{group}/join_requests",
            $$"""{"messaging_product":"whatsapp","join_requests":["{{request}}"]}""",
            Token
        );
    }
}
