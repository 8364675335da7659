using Patchbay.Emulator.Tests.Accounts;
using Patchbay.Emulator.Tests.Activities;
using Patchbay.Emulator.Tests.AssignedUsers;
using Patchbay.Emulator.Tests.Blocking;
using Patchbay.Emulator.Tests.Businesses;
using Patchbay.Emulator.Tests.Calls;
using Patchbay.Emulator.Tests.CreditLines;
using Patchbay.Emulator.Tests.Direct;
using Patchbay.Emulator.Tests.Flows;
using Patchbay.Emulator.Tests.Graph;
using Patchbay.Emulator.Tests.Groups;
using Patchbay.Emulator.Tests.History;
using Patchbay.Emulator.Tests.Identity;
using Patchbay.Emulator.Tests.Media;
using Patchbay.Emulator.Tests.Messages;
using Patchbay.Emulator.Tests.Migrations;
using Patchbay.Emulator.Tests.Phones;
using Patchbay.Emulator.Tests.PhoneSettings;
using Patchbay.Emulator.Tests.PreVerified;
using Patchbay.Emulator.Tests.Profiles;
using Patchbay.Emulator.Tests.QrCodes;
using Patchbay.Emulator.Tests.Schedules;
using Patchbay.Emulator.Tests.Solutions;
using Patchbay.Emulator.Tests.Templates;
using Patchbay.Emulator.Tests.Usernames;

namespace Patchbay.Emulator.Tests.Catalogue;

/// <summary>For every operation a world in which it succeeds, and the request.</summary>
internal sealed class Recipes(Meta meta)
{
    public Task<Recipe> MakeAsync(string id)
    {
        foreach (var area in Areas(new CatalogueShop(meta)))
            if (area.Table.TryGet(id, out var make))
                return make();
        throw new InvalidOperationException($"No recipe for {id}: add it to the recipes of its area.");
    }

    private static AreaRecipes[] Areas(CatalogueShop shop) =>
        [
            new ActivityRecipes(shop),
            new AppRecipes(shop),
            new AssignedUserRecipes(shop),
            new AutomationRecipes(shop),
            new BlockingRecipes(shop),
            new AccountRecipes(shop),
            new BusinessRecipes(shop),
            new CallRecipes(shop),
            new PhoneSettingsRecipes(shop),
            new EncryptionRecipes(shop),
            new FlowRecipes(shop),
            new GroupRecipes(shop),
            new MediaRecipes(shop),
            new HistoryRecipes(shop),
            new MessageRecipes(shop),
            new MigrationRecipes(shop),
            new NodeRecipes(shop),
            new TokenRecipes(shop),
            new PhoneRecipes(shop),
            new PreVerifiedRecipes(shop),
            new ProfileRecipes(shop),
            new QrCodeRecipes(shop),
            new ScheduleRecipes(shop),
            new SolutionRecipes(shop),
            new TemplateRecipes(shop),
            new MessengerRecipes(shop),
            new InstagramRecipes(shop),
            new CreditRecipes(shop),
            new UsernameRecipes(shop),
            new BusinessAppRecipes(shop),
        ];
}
