using Patchbay.Emulator.Control;
using Patchbay.Emulator.Customers;
using Patchbay.Emulator.Identity;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator;

/// <summary>A business portfolio that a test works with.</summary>
public sealed class BusinessHandle
{
    private readonly World _world;

    internal BusinessHandle(World world, string id) => (_world, Id) = (world, id);

    public string Id { get; }

    /// <summary>Adds a WhatsApp Business Account that the app may manage and is subscribed to.</summary>
    /// <param name="name">Null takes the portfolio's name.</param>
    public AccountHandle AddAccount(string? name = null)
    {
        var outcome = _world.Change(
            () =>
                SignupFlow.Finish(
                    _world,
                    new SignupChoices
                    {
                        BusinessId = Id,
                        WabaName = name,
                        WithoutNumber = true,
                    }
                ),
            out _
        );
        var token = _world.Change(() => Shortcuts.Redeem(_world, outcome), out _);
        return new AccountHandle(_world, outcome.WabaId, token);
    }

    /// <summary>
    /// Sets the verification status of the business: <c>verified</c>, <c>not_verified</c>, <c>pending</c> and so on.
    /// </summary>
    public BusinessHandle Verified(string status = "verified")
    {
        _world.Change(() =>
        {
            var business = _world.Get<Business>(Id);
            business.VerificationStatus = status;
            _world.Save(business);
        });
        return this;
    }
}

/// <summary>A WhatsApp Business Account that a test works with, and the token that its owner granted the app.</summary>
public sealed class AccountHandle
{
    private readonly World _world;

    internal AccountHandle(World world, string id, string token) => (_world, Id, AccessToken) = (world, id, token);

    public string Id { get; }

    /// <summary>The business token that the code of Embedded Signup is exchanged for.</summary>
    public string AccessToken { get; }

    /// <summary>Adds a verified and registered number.</summary>
    /// <param name="number">With country code; null generates a number.</param>
    /// <exception cref="ArgumentException">The text is not a phone number, or the number is taken.</exception>
    public PhoneHandle AddPhone(string? number = null, string? verifiedName = null)
    {
        var id = _world.Change(
            () =>
            {
                var digits = number is null
                    ? "1555"
                        + (
                            2_000_000
                            + long.Parse(_world.Ids.Digits(6), System.Globalization.CultureInfo.InvariantCulture)
                        )
                    : PhoneFormat.Parse(number);
                if (digits is null || _world.All<PhoneNumber>().Any(p => p.Digits == digits))
                    throw new ArgumentException($"Not a free phone number: {number}", nameof(number));
                return _world
                    .Add(
                        new PhoneNumber
                        {
                            Id = _world.Ids.Number(),
                            Waba = Id,
                            Digits = digits,
                            VerifiedName = verifiedName ?? _world.Get<Waba>(Id).Name,
                            CodeVerified = true,
                            Registered = true,
                            Pin = "000000",
                            LastOnboardedAt = _world.Clock.Milliseconds,
                        }
                    )
                    .Id;
            },
            out _
        );
        return new PhoneHandle(_world, id, AccessToken);
    }

    /// <summary>Adds a token for this account with fewer permissions or a shorter life.</summary>
    /// <param name="lifetime">Null makes a token that never expires.</param>
    public string AddToken(IEnumerable<string> scopes, TimeSpan? lifetime = null) =>
        _world.Change(
            () =>
            {
                var like = _world.Get<Token>(AccessToken);
                var now = _world.Clock.Seconds;
                List<string> granted = [.. scopes];
                return _world
                    .Add(
                        new Token
                        {
                            Id = OAuthOperations.NewToken(_world),
                            Kind = like.Kind,
                            AppId = like.AppId,
                            UserId = like.UserId,
                            BusinessId = like.BusinessId,
                            Scopes = granted,
                            IssuedAt = now,
                            ExpiresAt = lifetime is { } life ? now + (long)life.TotalSeconds : 0,
                            Targets = granted.ToDictionary(
                                scope => scope,
                                scope => like.Targets.GetValueOrDefault(scope, [Id]),
                                StringComparer.Ordinal
                            ),
                        }
                    )
                    .Id;
            },
            out _
        );

    /// <summary>Adds a template that is approved already.</summary>
    /// <param name="body">With <c>{{1}}</c> where parameters go.</param>
    /// <param name="category">UTILITY, MARKETING or AUTHENTICATION.</param>
    /// <returns>The template's id.</returns>
    public string AddTemplate(string name, string body, string category = "UTILITY", string language = "en_US") =>
        _world.Change(
            () =>
                _world
                    .Add(
                        new Template
                        {
                            Id = _world.Ids.Number(16),
                            Waba = Id,
                            Name = name,
                            Language = language,
                            Category = category,
                            Status = "APPROVED",
                            Quality = "GREEN",
                            Components = new System.Text.Json.Nodes.JsonArray(
                                new System.Text.Json.Nodes.JsonObject { ["type"] = "BODY", ["text"] = body }
                            ).ToJsonString(),
                        }
                    )
                    .Id,
            out _
        );
}
