using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>Stores numbers that are connected, for the first time or again.</summary>
public sealed partial class PhoneStore
{
    /// <summary>The tenant's row of a number, also when the number is disconnected: then its last row.</summary>
    public Task<PhoneRow?> FindKnownAsync(Tenant tenant, string metaPhoneNumberId, CancellationToken cancellation) =>
        database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .FirstOrDefaultAsync<PhoneRow>(
                        $"""
                        select * from phones where {Tenant.Filter} and meta_phone_number_id = @metaPhoneNumberId
                            order by (disconnected_at is null) desc, disconnected_at desc limit 1
                        """,
                        new { metaPhoneNumberId }
                    ),
            cancellation
        );

    /// <summary>
    /// Inserts the number or updates a known one. A live number keeps its metadata; one that was disconnected takes the
    /// new metadata, if there is any, and its state at Meta begins anew.
    /// </summary>
    public Task SaveAsync(DbSession session, PhoneRow row) =>
        session.ExecuteAsync(
            """
            insert into phones (id, organization_id, environment, waba_id, connection_id, onboarding_link_id,
                meta_phone_number_id, phone_number, display_phone_number, verified_name, status, name_status,
                quality_rating, messaging_limit_tier, throughput, is_registered, is_coexistence, pin, pin_is_known,
                external_id, metadata, registered_here_at, created_at, updated_at)
            values (@Id, @OrganizationId, @Environment, @WabaId, @ConnectionId, @OnboardingLinkId, @MetaPhoneNumberId,
                @PhoneNumber, @DisplayPhoneNumber, @VerifiedName, @Status, @NameStatus, @QualityRating,
                @MessagingLimitTier, @Throughput, @IsRegistered, @IsCoexistence, @Pin, @PinIsKnown, @ExternalId,
                @Metadata, @RegisteredHereAt, @CreatedAt, @UpdatedAt)
            on conflict (id) do update set waba_id = excluded.waba_id, connection_id = excluded.connection_id,
                onboarding_link_id = coalesce(excluded.onboarding_link_id, phones.onboarding_link_id),
                phone_number = excluded.phone_number, display_phone_number = excluded.display_phone_number,
                verified_name = excluded.verified_name, status = excluded.status, name_status = excluded.name_status,
                quality_rating = excluded.quality_rating, messaging_limit_tier = excluded.messaging_limit_tier,
                throughput = excluded.throughput, is_coexistence = excluded.is_coexistence,
                pin = coalesce(excluded.pin, phones.pin), pin_is_known = excluded.pin_is_known, connected_at = null,
                registered_here_at = coalesce(excluded.registered_here_at, phones.registered_here_at),
                external_id = case when phones.disconnected_at is null
                    then coalesce(phones.external_id, excluded.external_id)
                    else coalesce(excluded.external_id, phones.external_id) end,
                metadata = case when phones.disconnected_at is null
                    then coalesce(phones.metadata, excluded.metadata)
                    else coalesce(excluded.metadata, phones.metadata) end,
                is_registered = case when phones.disconnected_at is null
                    then phones.is_registered else excluded.is_registered end,
                health = case when phones.disconnected_at is null then phones.health end,
                health_checked_at = case when phones.disconnected_at is null then phones.health_checked_at end,
                disconnected_at = null, updated_at = excluded.updated_at
            """,
            row
        );
}
