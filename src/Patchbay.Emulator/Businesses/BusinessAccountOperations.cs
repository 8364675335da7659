using System.Text.Json.Nodes;
using Patchbay.Emulator.Accounts;
using Patchbay.Emulator.Activities;
using Patchbay.Emulator.CreditLines;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Solutions;
using Patchbay.Emulator.Templates;
using Patchbay.Emulator.Webhooks;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Businesses;

/// <summary>The accounts and credit lines of a portfolio, and its onboarding to marketing messages.</summary>
internal static class BusinessAccountOperations
{
    private static readonly FieldSet DefaultFields = FieldSet.Parse("id,name,currency,timezone_id");
    private static readonly long ReviewTime = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;

    // A client business has other fields here than as a node of its own.
    private static readonly NodeType<Business> ClientFields = new("Business")
    {
        { "id", Show.Always, b => b.Id },
        { "name", b => b.Name },
        { "verification_status", b => b.VerificationStatus == "verified" ? "VERIFIED" : "UNVERIFIED" },
        { "business_status", _ => "ACTIVE" },
        { "created_time", b => GraphTime.Iso(b.CreatedAt) },
        { "updated_time", b => GraphTime.Iso(b.CreatedAt) },
    };

    private static readonly FieldSet DefaultClientFields = FieldSet.Parse(
        "id,name,verification_status,business_status"
    );

    public static readonly Operation[] Table =
    [
        Operation.Read<Business>("getBusinessPortfolioSpecificFields"),
        Operation.Of<Business>(
            "listWhatsAppBusinessAccounts",
            "GET",
            "whatsapp_business_accounts",
            List,
            [.. Paging.Params, P.Text("find"), P.Any("business_type")]
        ),
        Operation.Of<Business>(
            "createWhatsAppBusinessAccount",
            "POST",
            "whatsapp_business_accounts",
            Create,
            P.Text("name", 255).Must(),
            P.Text("primary_funding_id"),
            P.Text("purchase_order_number", 100),
            P.Text("currency", 3),
            P.Whole("timezone_id", 0, 480),
            P.OneOf("business_type", "ENTERPRISE", "SMB"),
            P.Text("on_behalf_of_business_id")
        ),
        Operation.Of<Business>(
            "onboardPartnersToMMLite",
            "POST",
            "onboard_partners_to_mm_lite",
            Onboard,
            P.Text("solution_id")
        ),
        Operation.Of<App>(
            "getConnectedClientBusinesses",
            "GET",
            "connected_client_businesses",
            Clients,
            [.. Paging.Params]
        ),
    ];

    private static Answer List(Business business, Call call)
    {
        var wanted = call.Input.Text("business_type");
        var accounts = call
            .World.All<Waba>()
            .Where(w =>
                w.OwnerBusinessId == business.Id
                && (wanted is null || wanted.Contains(w.BusinessType, StringComparison.Ordinal))
            )
            .Where(w => AccessRules.ReachesWaba(call.World, call.Caller, Scopes.Management, w.Id));
        return Answer.Page(
            Filtering.Apply(call, accounts, w => w.CreatedAt),
            w => w.Id,
            w => WabaOperations.Type.Read(w, call.Fields ?? DefaultFields, call.World),
            call,
            maxLimit: 100
        );
    }

    private static Answer Create(Business business, Call call)
    {
        var input = call.Input;
        var name = input.Required("name");
        CheckNew(call.World, business, name, input);
        var waba = call.World.Add(NewWaba(business, name, call));
        Extend(call.Caller, waba.Id);
        call.World.Save(call.Caller);
        ActivityOperations.Record(call, waba.Id, "ACCOUNT_CREATED", name);
        return Answer.Ok(new JsonObject { ["id"] = waba.Id, ["payment_account_id"] = call.World.Ids.Number() });
    }

    private static Waba NewWaba(Business business, string name, Call call)
    {
        var input = call.Input;
        return new Waba
        {
            Id = call.World.Ids.Number(),
            Name = name,
            OwnerBusinessId = business.Id,
            Currency = input.Text("currency") ?? "USD",
            TimezoneId = input.Text("timezone_id") ?? "1",
            Country = business.Country,
            BusinessType = input.Text("business_type") ?? "SMB",
            PurchaseOrderNumber = input.Text("purchase_order_number"),
            PrimaryFundingId = input.Text("primary_funding_id"),
            OnBehalfOfBusinessId = input.Text("on_behalf_of_business_id"),
            TemplateNamespace = GreetingTemplate.Namespace(call.World),
            ReviewStatus = "PENDING",
            DueAt = call.Now + ReviewTime,
        };
    }

    private static void CheckNew(World world, Business business, string name, Input input)
    {
        if (world.All<Waba>().Any(w => w.OwnerBusinessId == business.Id && w.Name == name))
            throw Refusals.Invalid("The portfolio already has a WhatsApp Business Account with this name.");
        if (input.Text("currency") is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
            throw Refusals.Invalid("Param currency must be an ISO 4217 code.");
        if (input.Text("on_behalf_of_business_id") is { } other && world.Find<Business>(other) is null)
            throw Refusals.Invalid("Param on_behalf_of_business_id must be the id of a business portfolio.");
        if (input.Text("primary_funding_id") is { } funding && world.Find<CreditLine>(funding) is null)
            throw Refusals.Invalid("Param primary_funding_id must be the id of a credit line.");
    }

    /// <summary>The token that creates an account may use it.</summary>
    private static void Extend(Token token, string waba)
    {
        foreach (
            var targets in token
                .Targets.Where(t => t.Key.StartsWith("whatsapp", StringComparison.Ordinal))
                .Select(t => t.Value)
        )
            targets.Insert(0, waba);
    }

    private static Answer Onboard(Business business, Call call)
    {
        if (call.Input.Text("solution_id") is { } id && call.World.Find<Solution>(id) is not { Status: "ACTIVE" })
            throw Refusals.Invalid("Param solution_id must be an active solution.");
        if (business.MarketingRequestId is not null)
            throw new GraphRefusal(
                1752041,
                "(#1752041) The onboarding of this business to marketing messages was requested already."
            );
        business.MarketingRequestId = call.World.Ids.Number(16);
        call.World.Save(business);
        foreach (var waba in call.World.All<Waba>().Where(w => w.OwnerBusinessId == business.Id).ToList())
            Outbox.Emit(
                call.World,
                waba,
                "account_update",
                new JsonObject
                {
                    ["event"] = "MM_LITE_TERMS_SIGNED",
                    ["waba_info"] = new JsonObject { ["waba_id"] = waba.Id, ["owner_business_id"] = business.Id },
                }
            );
        return Answer.Ok(new JsonObject { ["request_id"] = business.MarketingRequestId });
    }

    private static Answer Clients(App app, Call call)
    {
        var clients = call
            .World.All<Waba>()
            .Where(w => w.SharedWith.Contains(app.BusinessId))
            .Select(w => w.OwnerBusinessId)
            .Distinct()
            .Select(call.World.Find<Business>)
            .OfType<Business>();
        return Answer.Page(
            clients,
            b => b.Id,
            b => ClientFields.Read(b, call.Fields ?? DefaultClientFields, call.World),
            call,
            maxLimit: 100
        );
    }
}
