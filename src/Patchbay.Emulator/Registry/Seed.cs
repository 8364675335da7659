using Patchbay.Emulator.Businesses;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Messages;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Registry;

/// <summary>What a fresh world contains: the developer's app and test account, and people who can sign up.</summary>
internal static class Seed
{
    public static void Plant(World world)
    {
        var isDefault = world.Name == WorldSet.DefaultName;
        var app = AddApp(world, isDefault);
        AddPartner(world, app);
        AddSystemUser(world, app, isDefault);
        PlantTestAccount(world, app, isDefault);
        PlantPeople(world);
    }

    private static App AddApp(World world, bool isDefault) =>
        world.Add(
            new App
            {
                Id = isDefault ? world.Options.AppId : world.Ids.Number(),
                Name = world.Options.AppName,
                Secret = world.Options.AppSecret,
                BusinessId = isDefault ? EmulatorDefaults.PartnerBusinessId : world.Ids.Number(),
                InstagramAppId = isDefault ? EmulatorDefaults.InstagramAppId : world.Ids.Number(),
                InstagramSecret = EmulatorDefaults.InstagramAppSecret,
                Configurations = [new LoginConfiguration(world.Options.ConfigId, Scopes.All, NeverExpires: false)],
                // Every field is ticked in the dashboard, but nothing is sent until an address is set.
                Subscriptions = [Ticked(WebhookFields.Whatsapp), Ticked("page"), Ticked("instagram")],
            }
        );

    private static AppSubscription Ticked(string kind) => new(kind, [.. WebhookFields.Of(kind)]);

    private static void AddPartner(World world, App app)
    {
        world.Add(
            new Business
            {
                Id = app.BusinessId,
                Name = "Emulator Partner",
                VerificationStatus = "verified",
                MessagingLimit = "TIER_UNLIMITED",
            }
        );
        world.Add(
            new CreditLine
            {
                Id = world.Ids.Number(),
                BusinessId = app.BusinessId,
                LegalEntityName = "Emulator Partner Ltd",
            }
        );
    }

    /// <summary>Adds the partner's system user and its token. The token's text is different in each world.</summary>
    private static void AddSystemUser(World world, App app, bool isDefault)
    {
        const string token = EmulatorDefaults.SystemUserToken;
        var system = world.Add(
            new User
            {
                Id = isDefault ? EmulatorDefaults.SystemUserId : world.Ids.Number(),
                Name = "Partner System User",
                IsSystem = true,
                Businesses = [app.BusinessId],
            }
        );
        world.Add(
            new Token
            {
                Id = isDefault ? token : $"{token}-{world.Name}",
                Kind = TokenKind.SystemUser,
                AppId = app.Id,
                UserId = system.Id,
                BusinessId = app.BusinessId,
                Scopes = [.. Scopes.All],
                IssuedAt = world.Clock.Seconds,
            }
        );
    }

    private static void PlantTestAccount(World world, App app, bool isDefault)
    {
        var waba = world.Add(
            new Waba
            {
                Id = isDefault ? EmulatorDefaults.TestWabaId : world.Ids.Number(),
                Name = "Test WhatsApp Business Account",
                OwnerBusinessId = app.BusinessId,
                TemplateNamespace = GreetingTemplate.Namespace(world),
                IsTest = true,
                Subscriptions = [new WabaSubscription(app.Id)],
            }
        );
        GreetingTemplate.Add(world, waba);
        world.Add(
            new PhoneNumber
            {
                Id = isDefault ? EmulatorDefaults.TestPhoneNumberId : world.Ids.Number(),
                Waba = waba.Id,
                Digits = "15550000001",
                VerifiedName = "Test Number",
                CodeVerified = true,
                Registered = true,
                Pin = "000000",
                LastOnboardedAt = world.Clock.Milliseconds,
            }
        );
        InboundMessages.Remember(world, "15550100001", "Maria Costa");
        InboundMessages.Remember(world, "15550100002", "Tom Becker");
    }

    private static void PlantPeople(World world)
    {
        var ana = Person(world, "Ana Souza", "ana@example.com");
        var bakery = Portfolio(world, ana, "Padaria Aurora", "BR");
        BusinessPages.Add(world, bakery, "Padaria Aurora");
        world.Add(
            new Catalog
            {
                Id = world.Ids.Number(),
                Name = "Breads and cakes",
                BusinessId = bakery.Id,
            }
        );
        world.Add(
            new Dataset
            {
                Id = world.Ids.Number(),
                Name = "Aurora web events",
                BusinessId = bakery.Id,
            }
        );

        var ben = Person(world, "Ben Carter", "ben@example.com");
        var bikes = Portfolio(world, ben, "Harbor Bikes", "US");
        Portfolio(world, ben, "Harbor Rentals", "US");
        BusinessPages.Add(world, bikes, "Harbor Bikes");
        var waba = world.Add(
            new Waba
            {
                Id = world.Ids.Number(),
                Name = "Harbor Bikes Support",
                OwnerBusinessId = bikes.Id,
                TemplateNamespace = GreetingTemplate.Namespace(world),
            }
        );
        GreetingTemplate.Add(world, waba);

        Person(world, "Chen Wei", "chen@example.com");
    }

    private static User Person(World world, string name, string email) =>
        world.Add(
            new User
            {
                Id = world.Ids.Number(),
                Name = name,
                Email = email,
            }
        );

    private static Business Portfolio(World world, User owner, string name, string country)
    {
        var business = world.Add(
            new Business
            {
                Id = world.Ids.Number(),
                Name = name,
                Country = country,
                CreatedById = owner.Id,
            }
        );
        owner.Businesses.Add(business.Id);
        world.Save(owner);
        return business;
    }
}
