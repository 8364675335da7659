using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Surfaces.Instances;

/// <summary>
/// The rows of <c>instance_logins</c>: the started log-ins at Meta, by the hash of the state with which the person
/// returns. A log-in belongs to the first browser that goes to Meta with it.
/// </summary>
public sealed class LoginStore(Database database, TimeProvider clock)
{
    /// <summary>The time within which a log-in must be finished.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public Task BeginAsync(Tenant tenant, Guid instanceId, string state, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var now = clock.GetUtcNow();
                await session.ExecuteAsync("delete from instance_logins where expires_at <= @now", new { now });
                await session
                    .Of(tenant)
                    .ExecuteAsync(
                        """
                        insert into instance_logins (state_hash, organization_id, environment, instance_id, expires_at)
                        values (@hash, @OrganizationId, @Environment, @instanceId, @until)
                        """,
                        new
                        {
                            hash = Hash(state),
                            instanceId,
                            until = now + Patience,
                        }
                    );
            },
            cancellation
        );

    /// <summary>Finds the log-in of a state, to show whom it is for.</summary>
    public Task<LoginRow?> FindAsync(string state, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session.FirstOrDefaultAsync<LoginRow>(
                    """
                    select organization_id, environment, instance_id from instance_logins
                        where state_hash = @hash and expires_at > @now
                    """,
                    new { hash = Hash(state), now = clock.GetUtcNow() }
                ),
            cancellation
        );

    /// <summary>Claims the log-in for a browser; false when it is over or another browser has claimed it.</summary>
    public Task<bool> ClaimAsync(string state, string browser) =>
        database.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    """
                    update instance_logins set browser_hash = @browserHash where state_hash = @hash
                        and expires_at > @now and (browser_hash is null or browser_hash = @browserHash)
                    """,
                    new
                    {
                        hash = Hash(state),
                        browserHash = Hash(browser),
                        now = clock.GetUtcNow(),
                    }
                ) == 1,
            CancellationToken.None
        );

    /// <summary>
    /// Finds and deletes the log-in of a state, so that the state works only once, and only in its browser.
    /// </summary>
    public Task<LoginRow?> TakeAsync(string state, string browser, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.FirstOrDefaultAsync<LoginRow>(
                    """
                    delete from instance_logins where state_hash = @hash and browser_hash = @browserHash
                        and expires_at > @now returning organization_id, environment, instance_id
                    """,
                    new
                    {
                        hash = Hash(state),
                        browserHash = Hash(browser),
                        now = clock.GetUtcNow(),
                    }
                ),
            cancellation
        );

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

public sealed class LoginRow
{
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public required Guid InstanceId { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}
