using Patchbay.Graph;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Connections;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Surfaces.Onboarding;

/// <summary>
/// The steps of a completion, in order. All but the exchange may be repeated: a run cut off by a crash starts again
/// behind it.
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

    public IEnumerable<(string Name, Func<CompletionRun, CancellationToken, Task<StepEnd>> Do)> InOrder =>
        [
            (ExchangeCode, ExchangeAsync),
            (CheckToken, CheckTokenAsync),
            (ReadAssets, ReadAssetsAsync),
            (StoreConnection, assets.StoreAsync),
            (SubscribeApp, SubscribeAsync),
            (RegisterNumber, RegisterAsync),
            (SetCallback, SetCallbackAsync),
            (LookUpAccount, LookUpAsync),
            (CompleteLink, completion.CompleteAsync),
        ];

    // Never repeated: a code works once, and a second try would burn it.
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
        var token = await run.App.Graph.OAuth.ExchangeCodeAsync(
            run.App.AppId,
            run.App.AppSecret.Reveal(),
            code.Reveal(),
            cancellationToken: cancellation
        );
        run.Token = new Secret(token.Token);
        run.TokenExpiresAt = token.ExpiresIn is > 0 and var seconds ? clock.GetUtcNow().AddSeconds(seconds) : null;
        await attempts.SaveTokenAsync(
            run.Attempt.Id,
            await vault.SealAsync(place, run.Token, cancellation),
            run.TokenExpiresAt,
            cancellation
        );
        return StepEnd.Done;
    }

    private static async Task<StepEnd> CheckTokenAsync(CompletionRun run, CancellationToken cancellation)
    {
        var info = run.TokenInfo = await run.App.AsApp().Tokens.DebugAsync(run.Token!.Reveal(), cancellation);
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
        if (SharedAssets.WabaId(run.Hints.WabaId, run.TokenInfo!) is not { } wabaId)
            return StepEnd.Fail(CompletionErrors.AccountNotShared);
        run.Account = await run.Meta.BusinessAccounts.GetAsync(wabaId, MetaFields.Waba, cancellation);
        var numbers = new List<PhoneNumber>();
        await foreach (
            var number in run.Meta.PhoneNumbers.ListAllAsync(
                wabaId,
                new ListPhoneNumbers { Fields = MetaFields.Phone },
                cancellation
            )
        )
        {
            numbers.Add(number);
        }
        run.Number = SharedAssets.Number(run.Hints.PhoneNumberId, numbers);
        if (run.Number is null)
            return StepEnd.Fail(numbers.Count == 0 ? CompletionErrors.NumberMissing : CompletionErrors.NumberNotShared);
        var type = run.IsCoexistence ? ConnectionType.Coexistence : ConnectionType.Cloud;
        return JsonLists.Read(run.Link.AllowedConnectionTypes) is { } allowed && !allowed.Contains(type)
            ? StepEnd.Fail(CompletionErrors.TypeNotAllowed)
            : StepEnd.Done;
    }

    private static async Task<StepEnd> SubscribeAsync(CompletionRun run, CancellationToken cancellation)
    {
        await run.Meta.BusinessAccounts.SubscribeAppAsync(run.Account!.Id, cancellationToken: cancellation);
        return StepEnd.Done;
    }

    private async Task<StepEnd> RegisterAsync(CompletionRun run, CancellationToken cancellation)
    {
        var phone = run.Phone!;
        if (phone.IsCoexistence || phone.IsRegistered)
            return StepEnd.Skipped;
        var error = await setup.RegisterAsync(run.Meta, phone, null, cancellation);
        // A number can be live already under a PIN we do not know; then only the PIN is missing.
        await phones.SetRegisteredAsync(phone.Id, error is null || phone.Status == "CONNECTED", cancellation);
        run.Phone = await phones.FindAsync(run.Tenant, phone.Id, cancellation);
        return error is null ? StepEnd.Done : StepEnd.GoOn(CompletionErrors.Of(RegisterNumber, error));
    }

    // The app's own callback gets this number's events too: without the override only the address is less precise.
    private async Task<StepEnd> SetCallbackAsync(CompletionRun run, CancellationToken cancellation)
    {
        try
        {
            await setup.PointHereAsync(run.Meta, run.Phone!, cancellation);
            return StepEnd.Done;
        }
        catch (GraphException error)
        {
            return StepEnd.GoOn(CompletionErrors.Of(SetCallback, error));
        }
    }

    private async Task<StepEnd> LookUpAsync(CompletionRun run, CancellationToken cancellation)
    {
        if (run.Waba!.BusinessId is not { } businessId)
            return StepEnd.Skipped;
        try
        {
            var business = await run.Meta.Businesses.GetAsync(businessId, "id,name", cancellation);
            await wabas.SaveAccountAsync(
                run.Waba.Id,
                business.Name,
                run.Account!.MarketingMessagesOnboardingStatus,
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
