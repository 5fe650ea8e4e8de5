import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type Asset,
  type AssetList,
  assetListSchema,
  assetSchema,
  type ChangeAsset,
  changeAssetSchema,
  type CreateAsset,
  createAssetSchema,
  idSchema,
} from '#libs/contracts';
import { AssetService } from '#libs/hubs';
import type { Caller } from '#libs/identity';
import { Access } from '../auth/access.decorator.js';
import { CurrentCaller } from '../auth/actor.decorators.js';
import type { ApiReply } from '../http/api-request.js';
import { ChangesVersion, ExpectedVersion, writeETag } from '../http/entity-tag.js';
import { ApiAnswer, VERSIONED } from '../openapi/api-answer.decorator.js';
import { ApiProblems } from '../openapi/api-problems.decorator.js';

@ApiTags('organisations')
@Controller('api/v1/organisations/:organisationId/assets')
export class AssetsController {
  constructor(private readonly assets: AssetService) {}

  @Get()
  @Access('public')
  @ApiOperation({
    operationId: 'list_assets',
    summary: 'The buildings that an organisation owns',
    description: 'Those that hubs sit in or may sit in, by name.',
  })
  @ApiAnswer(200, assetListSchema, 'The assets')
  @ApiProblems(400, 503)
  async list(@Param('organisationId', { schema: idSchema }) organisationId: string): Promise<AssetList> {
    return this.assets.list(organisationId);
  }

  @Get(':assetId')
  @Access('public')
  @ApiOperation({
    operationId: 'show_asset',
    summary: 'One building of an organisation',
    description: 'What and where it is, and under which number the cadastre has it.',
  })
  @ApiAnswer(200, assetSchema, 'The asset', VERSIONED)
  @ApiProblems(400, 404, 503)
  async show(
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('assetId', { schema: idSchema }) assetId: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Asset> {
    const { asset, version } = await this.assets.show(organisationId, assetId);
    writeETag(reply, version);
    return asset;
  }

  @Post()
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'create_asset',
    summary: 'Writes down a building of the organisation',
    description: 'Its name is its own among the buildings of its owner.',
  })
  @ApiAnswer(201, assetSchema, 'The asset', VERSIONED)
  @ApiProblems(400, 404, 409, 503)
  async create(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Body({ schema: createAssetSchema }) body: CreateAsset,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Asset> {
    const { asset, version } = await this.assets.create(caller, organisationId, body);
    writeETag(reply, version);
    void reply.header('location', `/api/v1/organisations/${organisationId}/assets/${asset.id}`);
    return asset;
  }

  @Patch(':assetId')
  @Access('organisation.administer')
  @ApiOperation({
    operationId: 'change_asset',
    summary: 'Changes what is known of a building',
    description: 'What is left out stays; null takes away.',
  })
  @ApiConsumes('application/merge-patch+json')
  @ChangesVersion()
  @ApiAnswer(200, assetSchema, 'The asset as it is now', VERSIONED)
  @ApiProblems(400, 404, 409, 503)
  async change(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('assetId', { schema: idSchema }) assetId: string,
    @ExpectedVersion() expected: number,
    @Body({ schema: changeAssetSchema }) patch: ChangeAsset,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Asset> {
    const { asset, version } = await this.assets.change(caller, organisationId, assetId, expected, patch);
    writeETag(reply, version);
    return asset;
  }

  @Delete(':assetId')
  @Access('organisation.administer')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'remove_asset',
    summary: 'Takes away a building that nobody uses any more',
    description: 'Refused while an agreement over it holds or is yet to begin.',
  })
  @ApiNoContentResponse({ description: 'It is gone' })
  @ApiProblems(400, 404, 409, 503)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('organisationId', { schema: idSchema }) organisationId: string,
    @Param('assetId', { schema: idSchema }) assetId: string,
  ): Promise<void> {
    await this.assets.remove(caller, organisationId, assetId);
  }
}
