import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type AuditFilterQuery,
  auditFilterSchema,
  type AuditPage,
  auditPageSchema,
  type AuditQuery,
  auditQuerySchema,
  type AuditVerificationAnswer,
  auditVerificationSchema,
  idSchema,
} from '#libs/contracts';
import { type AuditFilter, AuditService, type Caller, MOST_EXPORTED } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import { ApiAnswer } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';
import { auditCsv } from './audit-csv.js';

const NETWORK_IS_ZEROS = 'The organisation of all zeros is the network itself.';

@ApiTags('audit')
@Controller('api/v1/organisations/:organisationId/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Access('organisation.audit')
  @ApiOperation({
    operationId: 'list_audit_entries',
    summary: 'Who did what to what, and who looked at whom',
    description: `Newest first. To look is itself an entry, one for each request. ${NETWORK_IS_ZEROS}`,
  })
  @ApiAnswer(200, auditPageSchema, 'A page of entries')
  @ApiProblems(400, 503)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: auditQuerySchema }) { cursor, limit, ...filter }: AuditQuery,
  ): Promise<AuditPage> {
    return this.audit.search(caller, organisationId.toLowerCase(), filterOf(filter), cursor, limit);
  }

  @Get('export')
  @Access('organisation.audit')
  @ApiOperation({
    operationId: 'export_audit_entries',
    summary: 'The entries as CSV',
    description: `All entries that fit, newest first, ${MOST_EXPORTED} at most: where more fit it is refused with 422. To export is itself an entry. ${NETWORK_IS_ZEROS}`,
  })
  @ApiOkResponse({
    description: 'A header and a row for each entry',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  @ApiProblems(400, 422, 503)
  async export(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Query({ schema: auditFilterSchema }) filter: AuditFilterQuery,
  ): Promise<StreamableFile> {
    const items = await this.audit.export(caller, organisationId.toLowerCase(), filterOf(filter));
    return new StreamableFile(auditCsv(items), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: 'attachment; filename="audit.csv"',
    });
  }

  @Get('verification')
  @Access('organisation.audit')
  @ApiOperation({
    operationId: 'verify_audit',
    summary: 'Whether the audit is as it was sealed',
    description:
      'Recomputes the chain of hashes. Who owns the database could make the whole chain anew: keep the head elsewhere and compare.',
  })
  @ApiAnswer(200, auditVerificationSchema, 'What was found')
  @ApiProblems(400, 503)
  async verify(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
  ): Promise<AuditVerificationAnswer> {
    const { entries, sealed, seals, brokenAt, head } = await this.audit.verify(caller, organisationId.toLowerCase());
    return {
      entries,
      sealed,
      seals,
      intact: brokenAt === null,
      brokenAt: brokenAt && {
        seal: brokenAt.seal,
        reason: brokenAt.reason,
        after: brokenAt.after?.toString() ?? null,
        sealedAt: brokenAt.sealedAt?.toString() ?? null,
      },
      head: head && { seal: head.number, hash: head.hash, sealedAt: head.sealedAt.toString() },
    };
  }
}

const filterOf = ({ from, to, action, actorId, subjectId, viewed }: AuditFilterQuery): AuditFilter => ({
  from: from ?? null,
  to: to ?? null,
  action: action ?? null,
  actorId: actorId ?? null,
  subjectId: subjectId ?? null,
  viewed: viewed === undefined ? null : viewed === 'true',
});
