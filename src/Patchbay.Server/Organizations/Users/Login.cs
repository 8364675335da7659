using Patchbay.Server.Platform.Problems;
using Patchbay.Server.Storage;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Users;

/// <summary>
/// Begins a session with e-mail and password, and a code where the user has a second factor. A refusal reveals neither
/// which of e-mail and password was wrong, nor which organizations have a user with the address.
/// </summary>
internal sealed class Login(
    Database database,
    UserStore users,
    PlaceStore places,
    Guesses guesses,
    GuessStore counts,
    Passwords passwords,
    SecondFactors factors,
    SessionStore sessions
)
{
    /// <summary>How many organizations are tried when a log-in names none.</summary>
    private const int OrganizationsTried = 2;

    public static readonly Problem Refused =
            new(
                401,
                "login_refused",
                "The e-mail or password is wrong. Check both, and name the organization where you have several."
            ),
        Busy =
            new(429, "login_busy", "Too many log-ins are in progress; try again in a few seconds.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            },
        CodeNeeded =
            new(401, "second_factor_required", "Send 'code' too: the code that the authenticator app shows.")
            {
                Field = "code",
                Remedy = new("send_code"),
            },
        CodeWrong =
            new(401, "second_factor_wrong", "The code is wrong, or was used before; wait for the next one.")
            {
                Field = "code",
                Remedy = new("send_code"),
            };

    public async Task<LoginOutcome> RunAsync(Credentials credentials, Visitor visitor, CancellationToken cancellation)
    {
        if (passwords.IsBusy)
            return new([], Busy);
        var candidates = await users.ForLoginAsync(credentials, TriesOf(credentials), cancellation);
        var known = await places.KnownAsync([.. candidates.Select(user => user.Id)], visitor.Source, cancellation);
        var guess = new Guess(credentials.Email, visitor.Source);
        var outcome = await MatchAsync(credentials, guess, (candidates, known), cancellation);
        return outcome.TryGet(out var matches, out var refused)
            ? await MatchedAsync(matches, credentials, guess, (visitor, known), cancellation)
            : new(refused == Refused ? candidates : [], refused) { Reason = "password_wrong" };
    }

    /// <summary>Returns the users whose password was given, within the limits for guessing.</summary>
    private async Task<Outcome<IReadOnlyList<PasswordMatch>>> MatchAsync(
        Credentials credentials,
        Guess guess,
        (IReadOnlyList<UserRow> Users, IReadOnlyList<Guid> Known) candidates,
        CancellationToken cancellation
    )
    {
        var (tries, known) = (TriesOf(credentials), candidates.Known);
        IReadOnlyList<PasswordMatch>? matches = null;
        var refused = await guesses.RunAsync(
            guess,
            known.Count > 0,
            async knownOnly =>
            {
                var tried = knownOnly ? [.. candidates.Users.Where(user => known.Contains(user.Id))] : candidates.Users;
                matches = await passwords.MatchAsync(tried, tries, credentials.Password, cancellation);
                return ResultOf(matches);
            },
            (Refused, Busy),
            cancellation
        );
        return refused is null ? Outcome.Of(matches ?? []) : refused;
    }

    private async Task<LoginOutcome> MatchedAsync(
        IReadOnlyList<PasswordMatch> matches,
        Credentials credentials,
        Guess guess,
        (Visitor Visitor, IReadOnlyList<Guid> Known) from,
        CancellationToken cancellation
    )
    {
        if (Chosen(matches).TryGet(out var match, out var several))
        {
            var password = (guess, from.Known.Contains(match.User.Id));
            return await AsUserAsync(match, credentials, password, from.Visitor, cancellation);
        }
        await counts.TakeBackAsync(guess, isRight: true);
        return new([.. matches.Select(found => found.User)], several) { Reason = several.Code };
    }

    private async Task<LoginOutcome> AsUserAsync(
        PasswordMatch match,
        Credentials credentials,
        (Guess Guess, bool IsKnown) password,
        Visitor visitor,
        CancellationToken cancellation
    )
    {
        var user = match.User;
        var code = Guess.OfFactor(user.Id, visitor.Source);
        if (await CheckCodeAsync(user, credentials.Code, code, password.IsKnown, cancellation) is { } refused)
        {
            await counts.TakeBackAsync(password.Guess, isRight: true);
            return new([user], refused) { Reason = refused.Code };
        }
        // On its own, because both guesses share the row of the source: one transaction would lock it before the code's
        // row, and a count locks it after.
        if (user.HasSecondFactor)
            await counts.TakeBackAsync(code, isRight: true);
        var newHash = match.NeedsHash ? await passwords.HashAsync(credentials.Password, cancellation) : null;
        var token = await BeginAsync(user, newHash, password.Guess, visitor, cancellation);
        return new([user], new Session(user, token));
    }

    private Task<string> BeginAsync(
        UserRow user,
        string? newHash,
        Guess right,
        Visitor visitor,
        CancellationToken cancellation
    ) =>
        database.WriteAsync(
            async session =>
            {
                await counts.TakeBackAsync(session, right, isRight: true);
                await users.NoteLoginAsync(session, user.Id, newHash);
                await places.NoteAsync(session, user.Id, visitor.Source);
                return await sessions.CreateAsync(session, user.Id, visitor.Actor, visitor.ReplacedSession);
            },
            cancellation
        );

    /// <summary>How many passwords are checked, which depends on nothing but the request.</summary>
    private static int TriesOf(Credentials credentials) =>
        (credentials.Organization is null ? OrganizationsTried : 1)
        * (credentials.Environment is null ? Environments.All.Length : 1);

    private static GuessResult ResultOf(IReadOnlyList<PasswordMatch>? matches) =>
        matches switch
        {
            null => GuessResult.NotTried,
            [] => GuessResult.Wrong,
            _ => GuessResult.Right,
        };

    /// <summary>Returns the refusal of a code, if any. A user without a second factor needs no code.</summary>
    private async Task<Problem?> CheckCodeAsync(
        UserRow user,
        string? code,
        Guess guess,
        bool isKnownPlace,
        CancellationToken cancellation
    )
    {
        if (!user.HasSecondFactor)
            return null;
        if (code is null)
            return CodeNeeded;
        return await guesses.RunAsync(
            guess,
            isKnownPlace,
            async _ => await factors.UseAsync(user, code, cancellation) ? GuessResult.Right : GuessResult.Wrong,
            (CodeWrong, Busy),
            cancellation
        );
    }

    /// <summary>
    /// The user whose password was given. A user of production comes first. When the password fits users of several
    /// organizations, the log-in has to name one.
    /// </summary>
    private static Outcome<PasswordMatch> Chosen(IReadOnlyList<PasswordMatch> matches)
    {
        var ofProduction = matches.Where(match => match.User.Environment == Environments.Production).ToList();
        var left = ofProduction.Count > 0 ? ofProduction : matches;
        return left.Count == 1
            ? left[0]
            : new Problem(
                409,
                "organization_required",
                "This password fits users of several organizations. Send 'organization' with one of these ids: "
                    + $"{string.Join(", ", left.Select(match => match.User.OrganizationId))}."
            )
            {
                Field = "organization",
                Remedy = new("name_organization"),
            };
    }
}
