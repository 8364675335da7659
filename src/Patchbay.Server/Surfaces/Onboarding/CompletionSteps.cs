using Patchbay.Graph;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Meta;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>A step of a completion.</summary>
internal sealed record CompletionStep(string Name, Func<CompletionRun, CancellationToken, Task<StepEnd>> RunAsync);

/// <summary>
/// The steps of a completion, in order. Every step except the exchange may be repeated: a resumed run starts again
/// after the exchange.
/// </summary>
internal sealed class CompletionSteps(
    AttemptStore attempts,
    PhoneStore phones,
    WabaStore wabas,
    ConnectedAssets assets,
    NumberSetup setup,
    LinkCompletion completion,
    Vault vault,
    TimeProvider clock
)
{
    public const string ExchangeCode = "exchange_code",
        CheckToken = "check_token",
        ReadAssets = "read_assets",
        StoreConnection = "store_connection",
        SubscribeApp = "subscribe_app",
        RegisterNumber = "register_number",
        SetCallback = "set_callback",
        LookUpAccount = "look_up_account",
        CompleteLink = "complete_link";

    public IEnumerable<CompletionStep> InOrder =>
        [
            new(ExchangeCode, ExchangeAsync),
            new(CheckToken, CheckTokenAsync),
            new(ReadAssets, ReadAssetsAsync),
            new(StoreConnection, assets.StoreAsync),
            new(SubscribeApp, assets.SubscribeAsync),
            new(RegisterNumber, RegisterAsync),
            new(SetCallback, SetCallbackAsync),
            new(LookUpAccount, LookUpAsync),
            new(CompleteLink, completion.CompleteAsync),
        ];

    // Never repeated: a code works only once.
    private async Task<StepEnd> ExchangeAsync(CompletionRun run, CancellationToken cancellation)
    {
        var place = AttemptStore.TokenPlace(run.Tenant.OrganizationId, run.Attempt.Id);
        if (run.Attempt.AccessToken is { } box)
        {
            run.Token = await vault.OpenAsync(place, box, cancellation);
            run.TokenExpiresAt = run.Attempt.TokenExpiresAt;
            return StepEnd.Done;
        }
        if (run.Code is not { } code)
            return StepEnd.Fail(CompletionErrors.Interrupted);
        (run.Token, run.TokenExpiresAt) = await ExchangeAsync(run.App, code, cancellation);
        var sealedToken = await vault.SealAsync(place, run.Token, cancellation);
        await attempts.SaveTokenAsync(run.Attempt.Id, sealedToken, run.TokenExpiresAt, cancellation);
        return StepEnd.Done;
    }

    private async Task<(Secret Token, DateTimeOffset? ExpiresAt)> ExchangeAsync(
        MetaApp app,
        Secret code,
        CancellationToken cancellation
    )
    {
        var token = await app.Graph.OAuth.ExchangeCodeAsync(
            app.AppId,
            app.AppSecret.Reveal(),
            code.Reveal(),
            cancellationToken: cancellation
        );
        DateTimeOffset? expiresAt = token.ExpiresIn is > 0 and var seconds
            ? clock.GetUtcNow().AddSeconds(seconds)
            : null;
        return (new Secret(token.Token), expiresAt);
    }

    private static async Task<StepEnd> CheckTokenAsync(CompletionRun run, CancellationToken cancellation)
    {
        var info = run.TokenInfo = await run.App.AsApp().Tokens.DebugAsync(run.Token.Reveal(), cancellation);
        if (info.IsValid != true)
            return StepEnd.Fail(CompletionErrors.TokenInvalid);
        if (info.AppId != run.App.AppId)
            return StepEnd.Fail(CompletionErrors.WrongApp);
        return TokenRules.WhatsAppScopes.Except(info.Scopes ?? []).Any()
            ? StepEnd.Fail(CompletionErrors.PermissionMissing)
            : StepEnd.Done;
    }

    private static async Task<StepEnd> ReadAssetsAsync(CompletionRun run, CancellationToken cancellation)
    {
        if (SharedAssets.WabaId(run.Hints.WabaId, run.TokenInfo) is not { } wabaId)
            return StepEnd.Fail(CompletionErrors.AccountNotShared);
        run.Account = await run.Meta.BusinessAccounts.GetAsync(wabaId, MetaFields.Waba, cancellation);
        var numbers = await NumbersAsync(run.Meta, wabaId, cancellation);
        if (SharedAssets.Number(run.Hints.PhoneNumberId, numbers) is not { } number)
            return StepEnd.Fail(numbers.Count == 0 ? CompletionErrors.NumberMissing : CompletionErrors.NumberNotShared);
        run.Number = number;
        var type = run.IsCoexistence ? ConnectionType.Coexistence : ConnectionType.Cloud;
        return JsonLists.Read(run.Link.AllowedConnectionTypes) is { } allowed && !allowed.Contains(type)
            ? StepEnd.Fail(CompletionErrors.TypeNotAllowed)
            : StepEnd.Done;
    }

    private static async Task<IReadOnlyList<PhoneNumber>> NumbersAsync(
        GraphSession meta,
        string wabaId,
        CancellationToken cancellation
    )
    {
        var query = new ListPhoneNumbers { Fields = MetaFields.Phone };
        var numbers = new List<PhoneNumber>();
        await foreach (var number in meta.PhoneNumbers.ListAllAsync(wabaId, query, cancellation))
            numbers.Add(number);
        return numbers;
    }

    private async Task<StepEnd> RegisterAsync(CompletionRun run, CancellationToken cancellation)
    {
        var phone = run.Phone;
        var obstacle = await setup.RegisterIfNeededAsync(run.Meta, phone, null, cancellation);
        run.Phone = await phones.FindAsync(run.Tenant, phone.Id, cancellation) ?? phone;
        run.Unregistered = obstacle?.Reason;
        if (obstacle is not null)
            return StepEnd.GoOn(CompletionErrors.Of(obstacle));
        return NumberSetup.IsRegistered(phone) ? StepEnd.Skipped : StepEnd.Done;
    }

    // Without the override, Meta sends this number's events to the app's own callback address, where we receive them
    // too.
    private async Task<StepEnd> SetCallbackAsync(CompletionRun run, CancellationToken cancellation)
    {
        try
        {
            await setup.PointHereAsync(run.Meta, run.Phone, cancellation);
            return StepEnd.Done;
        }
        catch (GraphException error)
        {
            return StepEnd.GoOn(CompletionErrors.Of(SetCallback, error));
        }
    }

    private async Task<StepEnd> LookUpAsync(CompletionRun run, CancellationToken cancellation)
    {
        if (run.Waba.BusinessId is not { } businessId)
            return StepEnd.Skipped;
        try
        {
            var business = await run.Meta.Businesses.GetAsync(businessId, "id,name", cancellation);
            await wabas.SaveAccountAsync(
                run.Waba.Id,
                business.Name,
                run.Account.MarketingMessagesOnboardingStatus,
                clock.GetUtcNow(),
                cancellation
            );
            return StepEnd.Done;
        }
        catch (GraphException error)
        {
            return StepEnd.GoOn(CompletionErrors.Of(LookUpAccount, error));
        }
    }
}
